package main

import (
	"errors"
	"fmt"
	"os"

	"go.temporal.io/server/common/dynamicconfig"
	"gopkg.in/yaml.v3"
)

// dynamicConfig reads the same file that a Temporal cluster mounts; single values given on the
// command line overrule it. It is read once: a changed file takes effect at the next start.
func dynamicConfig(o options) (dynamicconfig.Client, error) {
	settings := dynamicconfig.StaticClient{}
	if o.dynamicFile != "" {
		text, err := os.ReadFile(o.dynamicFile)
		if err != nil {
			return nil, fmt.Errorf("dynamic configuration: %w", err)
		}
		loaded := dynamicconfig.LoadYamlFile(text)
		if problems := append(loaded.Errors, loaded.Warnings...); len(problems) > 0 {
			return nil, fmt.Errorf("dynamic configuration %s: %w", o.dynamicFile, errors.Join(problems...))
		}
		for key, values := range loaded.Map {
			settings[key] = values
		}
	}
	for key, text := range o.dynamic {
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			return nil, fmt.Errorf("dynamic configuration %s: %w", key, err)
		}
		settings[dynamicconfig.MakeKey(key)] = value
	}
	return settings, nil
}
