"""What a teacher does with a class: collect, read side by side, hand out to graders."""
