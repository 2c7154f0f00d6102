//! The promises of the whole program, one module each. No network beyond loopback, no token, no clock.
