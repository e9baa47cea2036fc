/**
 * Sampled stacks, the component each sample belongs to, and the methods that cost most. It uses
 * nothing else of gatherbench.
 */
package io.gatherbench.profile.stacks;
