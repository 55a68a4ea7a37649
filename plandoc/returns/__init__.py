"""What comes back in filled files, merged with the plan and recorded in its journal."""
