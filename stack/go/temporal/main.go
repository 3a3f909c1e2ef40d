// Command temporal runs a complete Temporal server and its web UI in one process, on one machine,
// with its data in one SQLite file. There is no official build of such a server outside the
// Temporal CLI, whose module cannot be installed from the Go proxy (see docs/decisions/0010).
package main

import (
	"fmt"
	"os"
	"time"

	"go.temporal.io/server/common/headers"
)

func main() {
	options := parseOptions(os.Args[1:])
	if options.version {
		fmt.Println(headers.ServerVersion)
		return
	}
	if err := run(options); err != nil {
		fmt.Fprintln(os.Stderr, "temporal:", err)
		os.Exit(1)
	}
}

func run(options options) error {
	began := time.Now()
	end := watchEnd(options.exitOnEOF)
	if err := prepareStore(options); err != nil {
		return err
	}
	server, err := newServer(options)
	if err != nil {
		return err
	}
	if err := server.Start(); err != nil {
		return err
	}
	ui := startUI(options)
	fmt.Printf("ready address=%s:%d ui=%d ms=%d\n", options.ip, options.port, options.uiPort, time.Since(began).Milliseconds())

	fmt.Println("stopping:", <-end)
	if ui != nil {
		ui.Stop()
	}
	return server.Stop()
}
