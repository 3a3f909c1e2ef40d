package main

import (
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// stopBound is how long an orderly stop may take before the process leaves anyway. SQLite's log
// makes leaving safe at any moment.
const stopBound = 15 * time.Second

// watchEnd tells when and why to end: the process was told to, or its parent is gone. A parent holds
// the other end of standard input, which ends with it even when it was killed. The bound on stopping
// begins at that moment.
func watchEnd(exitOnEOF bool) <-chan string {
	reasons := make(chan string, 1)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	input := make(chan struct{})
	if exitOnEOF {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin)
			close(input)
		}()
	}
	go func() {
		reason := "standard input ended"
		select {
		case <-input:
		case received := <-signals:
			reason = received.String()
		}
		time.AfterFunc(stopBound, func() { os.Exit(3) })
		reasons <- reason
	}()
	return reasons
}
