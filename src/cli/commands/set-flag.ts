/** Of all commands that read scenarios. */
export const setFlag = {
  type: 'string',
  array: true,
  nargs: 1,
  describe: 'Change the scenario: path=value, e.g. services.web.deploy.replicas=8',
} as const;
