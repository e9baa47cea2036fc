/**
 * The face of the stub server: starting it in this process or another, and its options. It may use
 * all of the packages below it, and nothing else of gatherbench.
 */
package io.gatherbench.stub;
