package main

import (
	"fmt"
	"os"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/server/common/config"
	sqliteplugin "go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite"
	"go.temporal.io/server/schema/sqlite"
	"google.golang.org/protobuf/types/known/durationpb"
)

// prepareStore creates the file, its schema and the namespace when they are missing. Search
// attributes of an existing namespace are the business of the operator API, which also serves
// Temporal servers that are not ours.
func prepareStore(o options) error {
	if _, err := os.Stat(o.database); os.IsNotExist(err) {
		if err := createSchema(o.database); err != nil {
			return fmt.Errorf("creating %s: %w", o.database, err)
		}
	}
	attributes, err := searchAttributeTypes(o.searchAttributes)
	if err != nil {
		return err
	}
	namespace, err := sqlite.NewNamespaceConfig(clusterName, o.namespace, false, attributes)
	if err != nil {
		return fmt.Errorf("namespace %s: %w", o.namespace, err)
	}
	namespace.Detail.Config.Retention = durationpb.New(o.retention)
	if err := sqlite.CreateNamespaces(sqlConfig(o), namespace); err != nil {
		return fmt.Errorf("opening %s: %w", o.database, err)
	}
	return nil
}

// createSchema works on a file of another name, so that a crash in the middle leaves no half schema
// behind under the real one.
func createSchema(database string) error {
	draft := database + ".new"
	for _, suffix := range []string{"", "-journal", "-wal", "-shm"} {
		if err := os.Remove(draft + suffix); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	setup := &config.SQL{PluginName: sqliteplugin.PluginName, DatabaseName: draft, ConnectAttributes: map[string]string{"mode": "rwc"}}
	if err := sqlite.SetupSchema(setup); err != nil {
		return err
	}
	if err := trimVisibility(draft); err != nil {
		return err
	}
	return os.Rename(draft, database)
}

func sqlConfig(o options) *config.SQL {
	return &config.SQL{
		PluginName:   sqliteplugin.PluginName,
		DatabaseName: o.database,
		ConnectAttributes: map[string]string{
			"mode":         "rwc",
			"journal_mode": "wal",
			"synchronous":  o.synchronous,
			"busy_timeout": fmt.Sprint((10 * time.Second).Milliseconds()),
		},
	}
}

func searchAttributeTypes(named pairs) (map[string]enums.IndexedValueType, error) {
	types := map[string]enums.IndexedValueType{}
	for name, text := range named {
		kind, err := enums.IndexedValueTypeFromString(text)
		if err != nil {
			return nil, fmt.Errorf("search attribute %s: %w", name, err)
		}
		types[name] = kind
	}
	return types, nil
}
