package dragomantest

import (
	"fmt"
	"testing"
	"time"
)

// Clock is the time that everything in a sandbox goes by.
type Clock struct{ control *Control }

// Due is something that was done as it fell due: its kind, such as secret-deletion, and how often.
type Due map[string]int

type clockAnswer struct {
	NowMS  int64 `json:"now_ms"`
	Totals Due   `json:"totals"`
}

// Now is the time that it is.
func (c *Clock) Now(t testing.TB) time.Time {
	t.Helper()
	return time.UnixMilli(c.call(t, "GET", "/clock", nil).NowMS).UTC()
}

// Freeze stops the clock at a time. What fell due by then is done.
func (c *Clock) Freeze(t testing.TB, at time.Time) Due {
	t.Helper()
	return c.call(t, "PUT", "/clock", map[string]any{"mode": "frozen", "at": at.UTC().Format(time.RFC3339Nano)}).Totals
}

// Real goes by the machine's clock again.
func (c *Clock) Real(t testing.TB) {
	t.Helper()
	c.call(t, "PUT", "/clock", map[string]any{"mode": "real"})
}

// Advance advances the clock and does all that falls due on the way, in order and each at its own time.
func (c *Clock) Advance(t testing.TB, by time.Duration) Due {
	t.Helper()
	return c.call(t, "POST", "/clock/advance", map[string]any{"by": milliseconds(by)}).Totals
}

// AdvanceToNext advances the clock to when something falls due next.
func (c *Clock) AdvanceToNext(t testing.TB) Due {
	t.Helper()
	return c.call(t, "POST", "/clock/advance", map[string]any{"to": "next"}).Totals
}

// milliseconds is a duration as the control API takes it.
func milliseconds(duration time.Duration) string { return fmt.Sprintf("%dms", duration.Milliseconds()) }

func (c *Clock) call(t testing.TB, method, path string, body any) clockAnswer {
	t.Helper()
	var answer clockAnswer
	must(t, c.control.Call(method, path, body, &answer))
	return answer
}
