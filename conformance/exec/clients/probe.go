// Go's client: every URL twice, with connections kept and not. Prints `<client> | <url> | <status or error>`.
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
)

func main() {
	closing := http.DefaultTransport.(*http.Transport).Clone()
	closing.DisableKeepAlives = true
	clients := map[string]*http.Client{"kept alive": http.DefaultClient, "closed each time": {Transport: closing}}
	for _, url := range os.Args[1:] {
		for name, client := range clients {
			for turn := 0; turn < 2; turn++ {
				fmt.Println(name, "|", url, "|", ask(client, url))
			}
		}
	}
}

func ask(client *http.Client, url string) any {
	answer, err := client.Get(url)
	if err != nil {
		return "error"
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return "error"
	}
	return answer.StatusCode
}
