// test-counts.mjs FOLDER: how many tests passed, by the reports of Surefire (XML) and Vitest (JSON) below it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SUITE = /<testsuite [^>]*>/;

/** @returns the number in an attribute of the element */
const number = (element, name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(element)?.[1] ?? 0);

function ofSurefire(text) {
  const suite = SUITE.exec(text)?.[0] ?? '';
  const failed = number(suite, 'failures') + number(suite, 'errors');
  const skipped = number(suite, 'skipped');
  return { passed: number(suite, 'tests') - failed - skipped, failed, skipped };
}

function ofVitest(text) {
  const run = JSON.parse(text);
  const brokenFiles = run.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: run.numPassedTests,
    failed: run.numFailedTests + brokenFiles.length,
    skipped: run.numPendingTests + run.numTodoTests,
  };
}

function counts(folder) {
  const all = { passed: 0, failed: 0, skipped: 0 };
  for (const name of readdirSync(folder, { recursive: true }).map(String)) {
    const read = () => readFileSync(join(folder, name), 'utf8');
    const one = /TEST-[^/]*\.xml$/.test(name)
      ? ofSurefire(read())
      : name.endsWith('vitest.json')
        ? ofVitest(read())
        : {};
    for (const [kind, count] of Object.entries(one)) {
      all[kind] += count;
    }
  }
  return all;
}

const { passed, failed, skipped } = counts(process.argv.at(-1));
const sum = `${passed} passed, ${failed} failed`;
console.log(skipped > 0 ? `${sum}, ${skipped} skipped` : sum);
