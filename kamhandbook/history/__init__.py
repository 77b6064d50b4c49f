"""What is new since an iteration was closed, and closing one."""
