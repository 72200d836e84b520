import { describe } from 'vitest';
import { appendixScenario } from './appendix-scenario';
import { startNode } from './node';
import { agentScenarios, stage } from './scenarios';

describe('on a real node', () => {
  const on = stage(startNode);
  appendixScenario(on);
  agentScenarios(on);
});
