# tries: The cell raises SystemExit(0).
# attacks: step
# verdict: NOT_DEFINED
raise SystemExit(0)
