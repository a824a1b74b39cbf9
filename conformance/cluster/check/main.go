// Checks a recorded history of values that were put and read, a secret each, for linearizability, and of what fell due.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/anishathalye/porcupine"
)

// One operation of a client. End is absent where nobody knows whether it was done.
type operation struct {
	Client int     `json:"client"`
	Secret string  `json:"secret"`
	Put    *string `json:"put"`
	Got    *string `json:"got"`
	Begin  int64   `json:"begin"`
	End    *int64  `json:"end"`
	rotations
}

// What became of a secret that rotates by itself. Due is empty in every other line.
type rotations struct {
	Due           string `json:"due"`
	Done          int    `json:"done"`
	Expected      int    `json:"expected"`
	ShortestGapMs int64  `json:"shortestGapMs"`
	PeriodMs      int64  `json:"periodMs"`
}

// Twice for one due time leaves too little time between two rotations, or one too many.
func (one rotations) twice() bool {
	return one.Done > one.Expected || one.ShortestGapMs < one.PeriodMs
}

var register = porcupine.Model{
	Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
		bySecret := map[string][]porcupine.Operation{}
		for _, one := range history {
			secret := one.Input.(operation).Secret
			bySecret[secret] = append(bySecret[secret], one)
		}
		parts := [][]porcupine.Operation{}
		for _, part := range bySecret {
			parts = append(parts, part)
		}
		return parts
	},
	Init: func() interface{} { return "" },
	Step: func(state, input, _ interface{}) (bool, interface{}) {
		done := input.(operation)
		if done.Put != nil {
			return true, *done.Put
		}
		return *done.Got == state.(string), state
	},
}

func main() {
	file, err := os.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	done := []operation{}
	puts, unknown, due, twice, never := 0, 0, 0, 0, 0
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var one operation
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			panic(err)
		}
		if one.Due != "" {
			due += one.Expected
			if one.twice() {
				twice++
				fmt.Printf("%+v\n", one.rotations)
			} else if one.Done < one.Expected {
				never++
				fmt.Printf("%+v\n", one.rotations)
			}
			continue
		}
		if one.End == nil {
			unknown++
		}
		if one.Put != nil {
			puts++
		}
		done = append(done, one)
	}
	history := settled(done)
	result := porcupine.CheckOperationsTimeout(register, history, 10*time.Minute)
	fmt.Printf("%d operations, %d puts, %d of unknown outcome: %v\n", len(done), puts, unknown, result)
	fmt.Printf("%d due things: secrets with one done twice %d, with one left out %d\n", due, twice, never)
	if result != porcupine.Ok || due == 0 || twice+never > 0 {
		os.Exit(1)
	}
}

// settled gives each write of unknown outcome an end. No value is put twice: one that was read was put before the first
// such read ended. One that nobody read is left out, as no order of the others depends on it. Left open, each of them
// would double what is to be looked at.
func settled(done []operation) []porcupine.Operation {
	type value struct{ secret, text string }
	firstRead := map[value]int64{}
	for _, one := range done {
		if one.Got == nil {
			continue
		}
		read := value{one.Secret, *one.Got}
		if end, isRead := firstRead[read]; !isRead || *one.End < end {
			firstRead[read] = *one.End
		}
	}
	history := []porcupine.Operation{}
	for _, one := range done {
		end := one.End
		if end == nil {
			read, isRead := firstRead[value{one.Secret, *one.Put}]
			if !isRead {
				continue
			}
			end = &read
		}
		history = append(history, porcupine.Operation{ClientId: one.Client, Input: one, Call: one.Begin, Return: *end})
	}
	return history
}
