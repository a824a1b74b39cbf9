// Calls 127.0.0.1 under another name: go run by_name.go <name> <port>
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
)

func main() {
	name, port := os.Args[1], os.Args[2]
	transport := &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, net.JoinHostPort("127.0.0.1", port))
	}}
	response, err := (&http.Client{Transport: transport}).Get(
		"https://" + net.JoinHostPort(name, port) + "/_dragoman/health",
	)
	if err != nil {
		log.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(string(body))
}
