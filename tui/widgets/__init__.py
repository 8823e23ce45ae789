"""The panes that screens are made of. They show, and post messages; they decide nothing."""
