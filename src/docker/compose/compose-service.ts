/** One entry of `services:` after `checkSchema`: what each key may hold. */

export type ListOrMapping = readonly string[] | Readonly<Record<string, string | number | null>>;

export interface ComposeService {
  readonly image?: string;
  readonly command?: string | readonly string[];
  readonly entrypoint?: string | readonly string[];
  readonly environment?: ListOrMapping;
  readonly hostname?: string;
  readonly labels?: ListOrMapping;
  readonly networks?: readonly string[] | Readonly<Record<string, unknown>>;
  readonly ports?: readonly (number | string | ComposePort)[];
  readonly healthcheck?: ComposeHealthcheck;
  readonly restart?: string;
  readonly stop_grace_period?: string;
  readonly stop_signal?: string;
  readonly logging?: { readonly driver?: string; readonly options?: Readonly<Record<string, string | number | null>> };
  readonly deploy?: ComposeDeploy | null;
}

export interface ComposePort {
  readonly target?: number;
  readonly published?: number;
  readonly protocol?: string;
  readonly mode?: string;
}

export interface ComposeHealthcheck {
  readonly test?: string | readonly string[];
  readonly interval?: string;
  readonly timeout?: string;
  readonly retries?: number;
  readonly start_period?: string;
  readonly start_interval?: string;
  readonly disable?: boolean;
}

export interface ComposeDeploy {
  readonly mode?: string;
  readonly replicas?: number;
  readonly endpoint_mode?: string;
  readonly labels?: ListOrMapping;
  readonly update_config?: ComposePolicy;
  readonly rollback_config?: ComposePolicy;
  readonly resources?: ComposeResources;
  readonly restart_policy?: ComposeRestartPolicy;
  readonly placement?: ComposePlacement;
}

export interface ComposePolicy {
  readonly parallelism?: number;
  readonly delay?: string;
  readonly failure_action?: string;
  readonly monitor?: string;
  readonly max_failure_ratio?: number;
  readonly order?: string;
}

export interface ComposeResources {
  readonly limits?: ComposeQuota;
  readonly reservations?: ComposeQuota & {
    readonly generic_resources?: readonly {
      readonly discrete_resource_spec?: { readonly kind?: string; readonly value?: number };
    }[];
  };
}

export interface ComposeQuota {
  readonly cpus?: string;
  readonly memory?: string;
}

export interface ComposeRestartPolicy {
  readonly condition?: string;
  readonly delay?: string;
  readonly max_attempts?: number;
  readonly window?: string;
}

export interface ComposePlacement {
  readonly constraints?: readonly string[];
  readonly preferences?: readonly { readonly spread?: string }[];
  readonly max_replicas_per_node?: number;
}
