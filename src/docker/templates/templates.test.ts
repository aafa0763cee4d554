import { describe, expect, it } from 'vitest';
import { formatObjects } from './format-objects.ts';
import { formatRows } from './format-rows.ts';

const service = {
  ID: 'abc',
  Spec: { Name: 'web', Labels: { tier: 'front' }, Mode: { Replicated: { Replicas: 3 } } },
  Ports: [{ Port: 80 }, { Port: 81 }],
  UpdateStatus: null,
  Delay: 5e9,
  CreatedAt: '2026-01-01T00:00:05.25Z',
};
const types = { absent: { PreviousSpec: null }, times: ['CreatedAt'], durations: ['Delay'] };

function inspected(template: string): { text: string; faults: string[] } {
  const faults: string[] = [];
  const text = formatObjects([[service, types]], template, (fault) => faults.push(String(fault)));
  return { text, faults };
}

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
    ['json', JSON.stringify([service])],
    ['{{.PreviousSpec}}', '<nil>'],
    ['{{.Delay}} {{json .Delay}}', '5s 5000000000'],
    ['{{.CreatedAt}}', '2026-01-01 00:00:05.25 +0000 UTC'],
    ['{{/* a note */}}x', 'x'],
  ])('%s', (template, line) => {
    expect(inspected(template)).toEqual({ text: `${line}\n`, faults: [] });
  });

  it.each([
    ['{{.Spec.Nothing}}', ':1:7: executing "" at <.Spec.Nothing>: map has no entry for key "Nothing"'],
    ['{{.PreviousSpec.Name}}', ':1:15: executing "" at <.PreviousSpec.Name>: map has no entry for key "PreviousSpec"'],
    ['{{.ID.Name}}', `:1:5: executing "" at <.ID.Name>: can't evaluate field Name in type interface {}`],
  ])('cannot be rendered: %s', (template, message) => {
    const { text, faults } = inspected(template);
    expect(text).toBe('\n');
    expect(faults.join()).toContain(message);
  });

  it.each([
    ['{{printf "%s" .ID}}', 'template parsing error: template: :1: not simulated: printf "%s" .ID'],
    ['{{range .Ports}}', 'template parsing error: template: :1: unexpected EOF'],
    ['{{end}}', 'template parsing error: template: :1: unexpected {{end}}'],
    ['{{.ID', 'template parsing error: template: :1: unclosed action'],
    ['{{foo', 'template parsing error: template: :1: function "foo" not defined'],
    ['{{foo .ID}}', 'template parsing error: template: :1: function "foo" not defined'],
    ['{{}}', 'template parsing error: template: :1: missing value for command'],
  ])('is refused: %s', (template, message) => {
    expect(() => inspected(template)).toThrow(message);
  });
});

describe('a template of a table', () => {
  const rows = [
    ['ID', 'NAME', 'DESIRED STATE'],
    ['abc', 'web.1', 'Running'],
    ['def', 'web.2', 'Shutdown'],
  ];

  const traits = { rowType: '*task.taskContext' };

  it('has a field for each column', () => {
    expect(formatRows(rows, '{{.Name}}: {{.DesiredState}}', traits)).toBe('web.1: Running\nweb.2: Shutdown\n');
  });

  it('makes a table of its own', () => {
    expect(formatRows(rows, 'table {{.Name}}\\t{{.ID}}', traits)).toBe('NAME      ID\nweb.1     abc\nweb.2     def\n');
  });

  it('is left out, or table', () => {
    expect(formatRows(rows, 'table', traits)).toBe(formatRows(rows, '', traits));
  });

  it('is refused for a column that is not there', () => {
    expect(() => formatRows(rows, '{{.Image}}', traits)).toThrow(
      `executing "" at <.Image>: can't evaluate field Image in type *task.taskContext`,
    );
  });

  it('is an object for each row, its fields by name, for json', () => {
    const more = [{ Aaa: true }, { Aaa: false }];
    expect(formatRows(rows, 'json', { ...traits, more }).split('\n')[0]).toBe(
      '{"Aaa":true,"DesiredState":"Running","ID":"abc","Name":"web.1"}',
    );
  });
});
