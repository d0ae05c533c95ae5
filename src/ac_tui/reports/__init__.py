"""What is made of results and of the journey: text, JSON, JUnit, traces, diagrams."""
