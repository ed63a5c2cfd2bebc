"""One line that becomes contact, task and tags: the dialog behind +, wherever one is."""
