/** The peer: the same commands on an event-sourced aggregate of Axon 4. */
package progression.axon4;
