//! The local S3 under the real client: a test for each hole that an embedded S3 usually has.
//!
//! What these tests hold it to is what real S3 does. A test elsewhere that passes on the local S3 may lean on that.

mod s3 {
    mod bench;

    mod completing;
    mod cors;
    mod events;
    mod objects;
    mod parts;
    mod reading;
    mod restarting;
    mod signing;
    mod uploads;
}
