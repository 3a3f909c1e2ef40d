package main

import (
	"fmt"

	"github.com/temporalio/ui-server/v2/server"
	"github.com/temporalio/ui-server/v2/server/config"
	"github.com/temporalio/ui-server/v2/server/server_options"
)

// startUI serves the web pages from the binary itself. Nothing is fetched from elsewhere.
func startUI(o options) *server.Server {
	if o.uiPort == 0 {
		return nil
	}
	ui := server.NewServer(server_options.WithConfigProvider(&config.Config{
		Host:                o.ip,
		Port:                o.uiPort,
		TemporalGRPCAddress: fmt.Sprintf("%s:%d", o.ip, o.port),
		DefaultNamespace:    o.namespace,
		EnableUI:            true,
		HideLogs:            true,
		DisableNewsFetch:    true,
		// Loopback is plain HTTP: a cookie marked secure would never come back.
		CORS: config.CORS{CookieInsecure: true},
		Codec: config.Codec{
			Endpoint:            o.codecEndpoint,
			IncludeCredentials:  o.codecEndpoint != "",
			DefaultErrorMessage: "What people wrote stays sealed here until you sign in.",
			DefaultErrorLink:    o.signInPage,
		},
	}))
	go func() { _ = ui.Start() }()
	return ui
}
