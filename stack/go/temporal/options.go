package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

type options struct {
	ip               string
	port             int
	httpPort         int
	uiPort           int
	codecEndpoint    string
	signInPage       string
	historyPort      int
	matchingPort     int
	workerPort       int
	database         string
	synchronous      string
	namespace        string
	retention        time.Duration
	searchAttributes pairs
	dynamicFile      string
	dynamic          pairs
	logLevel         string
	exitOnEOF        bool
	version          bool
}

// pairs collects a flag that may be given several times, each time as key=value.
type pairs map[string]string

func (p pairs) String() string { return fmt.Sprint(map[string]string(p)) }

func (p pairs) Set(text string) error {
	key, value, found := strings.Cut(text, "=")
	if !found {
		return fmt.Errorf("%q is not key=value", text)
	}
	p[key] = value
	return nil
}

func parseOptions(arguments []string) options {
	o := options{searchAttributes: pairs{}, dynamic: pairs{}}
	f := flag.NewFlagSet("temporal", flag.ExitOnError)
	f.StringVar(&o.ip, "ip", "127.0.0.1", "address to listen on")
	f.IntVar(&o.port, "port", 7233, "port of the frontend (gRPC)")
	f.IntVar(&o.httpPort, "http-port", 0, "port of the frontend's HTTP API, 0 for none")
	f.IntVar(&o.uiPort, "ui-port", 0, "port of the web UI, 0 for none")
	f.StringVar(&o.codecEndpoint, "codec-endpoint", "", "where the web UI has sealed payloads opened for whoever has signed in, empty for nowhere")
	f.StringVar(&o.signInPage, "sign-in-page", "", "where people sign in for that")
	f.IntVar(&o.historyPort, "history-port", 7234, "port of the history service")
	f.IntVar(&o.matchingPort, "matching-port", 7235, "port of the matching service")
	f.IntVar(&o.workerPort, "worker-port", 7239, "port of the internal worker service")
	f.StringVar(&o.database, "db", "", "SQLite file, created when missing")
	f.StringVar(&o.synchronous, "synchronous", "normal", "SQLite synchronous mode: normal, or full to fsync every commit")
	f.StringVar(&o.namespace, "namespace", "default", "namespace to create when missing")
	f.DurationVar(&o.retention, "retention", 72*time.Hour, "how long a new namespace keeps closed workflows")
	f.Var(o.searchAttributes, "search-attribute", "name=type of a search attribute of a new namespace, may be repeated")
	f.StringVar(&o.dynamicFile, "dynamic-config-file", "", "dynamic configuration, in Temporal's own YAML form")
	f.Var(o.dynamic, "dynamic-config", "key=value that overrules the file, may be repeated")
	f.StringVar(&o.logLevel, "log-level", "warn", "debug, info, warn or error")
	f.BoolVar(&o.exitOnEOF, "exit-on-eof", false, "stop when standard input ends, that is when the parent is gone")
	f.BoolVar(&o.version, "version", false, "print the server's version and exit")
	_ = f.Parse(arguments)
	if !o.version && o.database == "" {
		fmt.Fprintln(os.Stderr, "temporal: -db is required")
		os.Exit(2)
	}
	return o
}
