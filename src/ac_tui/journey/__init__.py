"""What happens: steps, events, the transition table, rules, decisions. Clock, codes and registry are handed in."""
