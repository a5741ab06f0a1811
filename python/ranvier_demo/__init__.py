"""The programs of ./ranvier demo."""
