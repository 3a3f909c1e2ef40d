package main

import (
	"database/sql"
	"errors"
	"fmt"
)

// keptIndexes serve the lists of the web UI: all, by id, by status. Every other filter reads along the first.
var keptIndexes = map[string]bool{"default_idx": true, "by_workflow_id": true, "by_status": true}

// trimVisibility drops what Temporal's schema keeps for search attributes that Doorstep does not have: sixty
// indexes and three triggers for full-text tables, all of which every change of a search attribute would write.
// They cost a fifth of the server's CPU and more disk than the rest of an issue (docs/benchmarks.md).
func trimVisibility(database string) (err error) {
	db, err := sql.Open("sqlite", "file:"+database+"?mode=rw")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	drops, err := db.Query(`
		select type, name from sqlite_master
		where tbl_name = 'executions_visibility' and (type = 'trigger' or type = 'index' and sql is not null)`)
	if err != nil {
		return err
	}
	var statements []string
	for drops.Next() {
		var kind, name string
		if err := drops.Scan(&kind, &name); err != nil {
			return err
		}
		if !keptIndexes[name] {
			statements = append(statements, fmt.Sprintf(`drop %s "%s"`, kind, name))
		}
	}
	if err := errors.Join(drops.Err(), drops.Close()); err != nil {
		return err
	}
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}
