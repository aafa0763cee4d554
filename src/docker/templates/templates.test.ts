import { describe, expect, it } from 'vitest';
import { formatObjects } from './format-objects.ts';
import { formatRows } from './format-rows.ts';

const service = {
  ID: 'abc',
  Spec: { Name: 'web', Labels: { tier: 'front' }, Mode: { Replicated: { Replicas: 3 } } },
  Ports: [{ Port: 80 }, { Port: 81 }],
  UpdateStatus: null,
};

describe('a template of inspect', () => {
  it.each([
    ['{{.Spec.Name}}', 'web'],
    ['{{ .Spec.Name }}={{.Spec.Mode.Replicated.Replicas}}', 'web=3'],
    ['{{json .Spec.Labels}}', '{"tier":"front"}'],
    ['{{.Spec.Name | upper}}', 'WEB'],
    ['{{len .Ports}}', '2'],
    ['{{range .Ports}}{{.Port}};{{end}}', '80;81;'],
    ['{{if .UpdateStatus}}updating{{else}}at rest{{end}}', 'at rest'],
    ['a {{- .ID -}} b', 'aabcb'],
    ['{{.Spec.Labels}}', 'map[tier:front]'],
    ['json', JSON.stringify(service)],
  ])('%s', (template, line) => {
    expect(formatObjects([service], template)).toBe(`${line}\n`);
  });

  it.each([
    ['{{.Nothing}}', 'map has no entry for key "Nothing"'],
    ['{{printf "%s" .ID}}', 'template parsing error'],
    ['{{range .Ports}}', 'unexpected EOF'],
    ['{{end}}', 'not understood here'],
  ])('is refused: %s', (template, message) => {
    expect(() => formatObjects([service], template)).toThrow(message);
  });
});

describe('a template of a table', () => {
  const rows = [
    ['ID', 'NAME', 'DESIRED STATE'],
    ['abc', 'web.1', 'Running'],
    ['def', 'web.2', 'Shutdown'],
  ];

  it('has a field for each column', () => {
    expect(formatRows(rows, '{{.Name}}: {{.DesiredState}}')).toBe('web.1: Running\nweb.2: Shutdown\n');
  });

  it('makes a table of its own', () => {
    expect(formatRows(rows, 'table {{.Name}}\\t{{.ID}}')).toBe('NAME      ID\nweb.1     abc\nweb.2     def\n');
  });

  it('is left out, or table', () => {
    expect(formatRows(rows, 'table')).toBe(formatRows(rows, ''));
  });

  it('is refused for a column that is not there', () => {
    expect(() => formatRows(rows, '{{.Image}}')).toThrow('map has no entry for key "Image"');
  });
});
