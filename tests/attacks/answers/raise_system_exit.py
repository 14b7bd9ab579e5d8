# attack: step
raise SystemExit(0)
