/**
 * `looks the same` means that no part changed that properties of states read, so the state after the step need not be
 * judged.
 */
export type Judgement = 'breaks' | 'looks the same' | 'fine'
