export { Member } from './member.ts';
export { startStack, type Stack, type StackOptions } from './stack.ts';
export { gatewayCommand, migrate, prepareBucket, prepareDatabase, type DatabaseUrls } from './prepare.ts';
