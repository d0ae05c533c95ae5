"""The simulator as questions and answers, line by line: for screen readers, pipes and small machines."""
