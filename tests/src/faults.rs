//! Every call of every function goes wrong, one after the other and in each way, and a life comes out
//! right all the same.
//!
//! A life for each number: in every function the call of that number, counted over the whole life, fails.
//! People do what people do: they ask again, look where things stand, and wait. At the end everything
//! adds up. What fails is named by its number and its fault, which make the same life again.

mod people;
mod sums;

use local::faults::Fault;

use crate::world::World;

pub(crate) use people::newcomer;

/// Functions that call as long as there are minutes.
const MINUTELY: [&str; 4] = ["keep-time: ", "make-exports: ", "erase-data: ", "reconcile: "];

/// Lives one life after the other, until the number is larger than that of any function's calls.
async fn check(fault: Fault) {
    let world = World::start().await;
    for number in 0.. {
        let earner = people::newcomer(&world, number).await;
        world.faults.arm(number, fault);
        let life = people::live(&world, &earner).await.unwrap_or_else(|error| {
            panic!("{fault:?} of call {number}: {error:#}\nstruck: {:#?}", world.faults.struck())
        });
        let struck: Vec<String> = world.faults.struck();
        world.faults.disarm();
        sums::check(&world, &life, &earner)
            .await
            .unwrap_or_else(|error| panic!("{fault:?} of call {number}: {error:#}\nstruck: {struck:#?}"));
        let is_minutely = |call: &String| MINUTELY.iter().any(|name| call.starts_with(name));
        if struck.iter().all(is_minutely) {
            assert!(number > 5, "the switch does nothing");
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_life_comes_out_right_whatever_call_never_arrives() {
    check(Fault::Before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_life_comes_out_right_whatever_answer_is_lost() {
    check(Fault::After).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_life_comes_out_right_whatever_call_is_made_twice() {
    check(Fault::Twice).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_life_comes_out_right_wherever_a_function_ends() {
    check(Fault::Crash).await;
}
