"""From a bilingual lesson script to released notebooks."""
