// Package results notes what a client made of the operations.
package results

import (
	"encoding/json"
	"fmt"
	"os"
)

type entry struct {
	Success string `json:"success"`
	Error   string `json:"error"`
}

var all = map[string]entry{}

// Record runs both; what a success answers is shown as text.
func Record(name string, success func() (any, error), failure func() error, codeOf func(error) string) {
	shownAs, err := success()
	found := entry{Success: fmt.Sprint(shownAs), Error: "none"}
	if err != nil {
		found.Success = err.Error()
	}
	if err := failure(); err != nil {
		found.Error = codeOf(err)
	}
	all[name] = found
}

// Show prints what was noted as one line of JSON.
func Show() {
	if err := json.NewEncoder(os.Stdout).Encode(all); err != nil {
		panic(err)
	}
}
