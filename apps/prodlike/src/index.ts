export { Member } from './member.ts';
export { startStack, type Stack, type StackOptions } from './stack.ts';
