package main

import (
	"fmt"
	"time"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
)

const (
	clusterName = "active"
	storeName   = "sqlite"
	// Any UUID will do, but Temporal wants one.
	clusterID = "5d0e7a4c-9c1e-4f0a-8f53-d00757e90001"
	// Fixed for the life of a database file: Temporal cannot re-shard. Four suit a machine of two
	// to eight cores (measured, docs/decisions/0010).
	historyShards = 4
)

func newServer(o options) (temporal.Server, error) {
	dynamic, err := dynamicConfig(o)
	if err != nil {
		return nil, err
	}
	conf := serverConfig(o)
	logger := log.NewZapLogger(log.BuildZapLogger(log.Config{Level: o.logLevel, Stdout: true}))
	authorizer, err := authorization.GetAuthorizerFromConfig(&conf.Global.Authorization)
	if err != nil {
		return nil, err
	}
	claims, err := authorization.GetClaimMapperFromConfig(&conf.Global.Authorization, logger)
	if err != nil {
		return nil, err
	}
	host := func(port int) static.Hosts { return static.SingleLocalHost(fmt.Sprintf("%s:%d", o.ip, port)) }
	return temporal.NewServer(
		temporal.WithConfig(conf),
		temporal.ForServices(temporal.DefaultServices),
		temporal.WithStaticHosts(map[primitives.ServiceName]static.Hosts{
			primitives.FrontendService: host(o.port),
			primitives.HistoryService:  host(o.historyPort),
			primitives.MatchingService: host(o.matchingPort),
			primitives.WorkerService:   host(o.workerPort),
		}),
		temporal.WithLogger(logger),
		temporal.WithAuthorizer(authorizer),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper { return claims }),
		temporal.WithDynamicConfigClient(dynamic),
	)
}

func serverConfig(o options) *config.Config {
	frontend := fmt.Sprintf("%s:%d", o.ip, o.port)
	conf := &config.Config{
		ClusterMetadata: &cluster.Config{
			FailoverVersionIncrement: 10,
			MasterClusterName:        clusterName,
			CurrentClusterName:       clusterName,
			ClusterInformation: map[string]cluster.ClusterInformation{
				clusterName: {Enabled: true, InitialFailoverVersion: 1, RPCAddress: frontend, ClusterID: clusterID},
			},
		},
		DCRedirectionPolicy: config.DCRedirectionPolicy{Policy: "noop"},
		PublicClient:        config.PublicClient{HostPort: frontend},
		Services: map[string]config.Service{
			"frontend": service(o.ip, o.port, o.httpPort),
			"history":  service(o.ip, o.historyPort, 0),
			"matching": service(o.ip, o.matchingPort, 0),
			"worker":   service(o.ip, o.workerPort, 0),
		},
	}
	conf.Global.Membership = config.Membership{MaxJoinDuration: 30 * time.Second, BroadcastAddress: o.ip}
	conf.Persistence = config.Persistence{
		DefaultStore:     storeName,
		VisibilityStore:  storeName,
		NumHistoryShards: historyShards,
		DataStores:       map[string]config.DataStore{storeName: {SQL: sqlConfig(o)}},
	}
	conf.Archival.History.State = "disabled"
	conf.Archival.Visibility.State = "disabled"
	conf.NamespaceDefaults.Archival.History.State = "disabled"
	conf.NamespaceDefaults.Archival.Visibility.State = "disabled"
	return conf
}

func service(ip string, port, httpPort int) config.Service {
	return config.Service{RPC: config.RPC{BindOnIP: ip, GRPCPort: port, HTTPPort: httpPort}}
}
