import type { AnyOperation } from '../kernel/operation.ts'
import { commitmentOperations } from './commitment.operations.ts'
import { changeGuest, listGuests } from './guest.operations.ts'

/** What this subject does. */
export const engagementOperations: readonly AnyOperation[] = [...commitmentOperations, changeGuest, listGuests]
