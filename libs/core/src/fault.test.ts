import { describe, expect, it } from 'vitest';
import { Fault, faultOfProblems, isFaultCode, toFault } from './fault.ts';

describe('Fault', () => {
  it('takes kind, title and retryability from the catalogue', () => {
    const fault = new Fault('engine.stuck', 'Try again.', { field: 'recipe' });
    expect([fault.kind, fault.retryable, fault.field]).toEqual(['unavailable', true, 'recipe']);
    expect(fault.title).not.toBe('');
  });

  it('keeps the cause of an unexpected error inside and gives callers a neutral text', () => {
    const fault = toFault(new Error('password=hunter2'));
    expect(fault.code).toBe('internal');
    expect(fault.message).not.toContain('hunter2');
    expect(fault.detail).toContain('hunter2');
  });

  it('tells a cancellation from a deadline', () => {
    expect(toFault(AbortSignal.abort().reason).code).toBe('request.canceled');
    expect(toFault(new DOMException('late', 'TimeoutError')).code).toBe('request.deadlineExceeded');
  });

  it('lets a fault pass unchanged', () => {
    const fault = new Fault('photo.empty', 'Choose a file that holds an image.');
    expect(toFault(fault)).toBe(fault);
  });

  it('sums up several problems without dropping one', () => {
    const first = { code: 'tool.unknown', field: 'calls[0].tool', message: 'No tool "glow2".' } as const;
    const second = { code: 'tool.outOfRange', field: 'calls[1].value', message: 'Too large.' } as const;
    const fault = faultOfProblems([first, second]);
    expect(fault.message).toContain('1 more');
    expect(fault.problems).toEqual([first, second]);
  });

  it('knows its own codes and no inherited names', () => {
    expect(isFaultCode('internal')).toBe(true);
    expect(isFaultCode('toString')).toBe(false);
  });
});
