//! An artifact's life: every transition from every state, and what each state lets people do.

use jiff::SignedDuration;

use super::*;
use crate::{
    Id,
    inspection::{MediaFacts, Unfit, Verdict},
    microcredential::Readers,
    submission::{self, Goal, Submission},
};

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).expect("a small number of seconds")
}

fn draft(attempt: u32) -> Submission {
    let id = |number| Id::from_parts(at(0), number);
    Submission {
        id: Id::from_parts(at(0), 1),
        version: 1,
        earner: Id::from_parts(at(0), 2),
        organisations: [id(3)].into(),
        microcredential: "generating-ideas".parse().expect("a slug"),
        edition: 1,
        issuer: id(4),
        goal: Goal::Own,
        which_goal: None,
        opened: at(0),
        attempt,
        carried: [].into(),
        barred: [].into(),
        practice: None,
        given_back: None,
        scored_by: [].into(),
        coached_by: [].into(),
        erased: None,
        state: submission::State::Draft,
    }
}

fn proposal() -> Proposal {
    Proposal {
        part: "artifacts".parse().expect("a name"),
        student: Some("Student A".parse().expect("a label")),
        caption: Some(" First\u{202E} draft\n".to_owned()),
        name: FileName::tamed("lesson.mp4"),
        media_type: MediaType::Mp4,
        size: PART_SIZE + 1,
        fingerprint: Fingerprint { modified: 1, edges: Sha256Sum::of(b"") },
    }
}

fn upload() -> Upload {
    Upload::new("upload-1".to_owned(), UploadToken::from_random(7), at(0))
}

fn stored() -> Stored {
    Stored { etag: "e".to_owned(), checksum: "c-2".to_owned() }
}

fn uploading() -> Artifact {
    Artifact::begin(proposal(), &draft(1), Id::from_parts(at(0), 9), upload(), at(0))
}

fn judged(verdict: Verdict) -> Artifact {
    uploading().judge(stored(), verdict, Actor::function("test"), at(60)).expect("waits for it").0
}

fn in_every_state() -> Vec<Artifact> {
    vec![
        uploading(),
        uploading().arrive(stored(), at(50)).expect("was being uploaded"),
        judged(Verdict::Fit(MediaFacts::default())),
        judged(Verdict::Unfit(Unfit::Hevc)),
        uploading().cancel(&draft(1), at(60)).expect("may be cancelled").0,
        uploading().abandon(Actor::function("test"), at(60)).expect("may be abandoned").0,
    ]
}

/// For each state in order, whether `allowed` holds there.
fn where_holds(allowed: impl Fn(Artifact) -> bool) -> [bool; 6] {
    let answers: Vec<bool> = in_every_state().into_iter().map(allowed).collect();
    answers.try_into().expect("six states")
}

#[test]
fn an_artifact_is_what_was_proposed_with_its_caption_cleaned() {
    let artifact = uploading();

    assert_eq!(artifact.caption.as_deref(), Some("First draft"));
    assert_eq!(artifact.plan().parts(), 2);
    assert_eq!(
        artifact.key().to_string(),
        format!("t/{}/s/{}/{}", artifact.issuer, artifact.submission, artifact.id)
    );
    assert!(artifact.must_belong_to(artifact.earner).is_ok());
    assert_eq!(artifact.must_belong_to(Id::from_parts(at(0), 3)), Err(Refusal::NotFound));
}

#[test]
fn each_step_is_taken_from_its_states_only() {
    let [uploading, uploaded, verified, refused, abandoned] = [true; 5];

    assert_eq!(
        where_holds(|a| a.open_upload("Sending", at(1)).is_ok()),
        [uploading, false, false, false, false, false]
    );
    assert_eq!(
        where_holds(|a| a.arrive(stored(), at(1)).is_ok()),
        [uploading, false, false, false, false, false]
    );
    assert_eq!(
        where_holds(|a| a
            .judge(stored(), Verdict::Unfit(Unfit::CutShort), Actor::function("test"), at(1))
            .is_ok()),
        [uploading, uploaded, false, false, false, false]
    );
    assert_eq!(
        where_holds(|a| a.abandon(Actor::function("test"), at(1)).is_ok()),
        [uploading, false, false, false, false, false]
    );
    assert_eq!(
        where_holds(|a| a.cancel(&draft(1), at(1)).is_ok()),
        [uploading, uploaded, verified, refused, false, abandoned]
    );
    assert_eq!(
        where_holds(|a| a.must_be_readable(Scanning::Off).is_ok()),
        [false, false, verified, false, false, false]
    );
    assert_eq!(where_holds(|a| a.as_evidence().is_ok()), [false, false, verified, false, false, false]);
    assert_eq!(where_holds(|a| a.counts_in(1)), [uploading, uploaded, verified, false, false, false]);
}

#[test]
fn every_change_counts_the_version_up_by_one() {
    for artifact in in_every_state().into_iter().skip(1) {
        assert_eq!(artifact.version, 2, "{:?}", artifact.state);
    }
}

#[test]
fn an_upload_is_over_after_two_days() {
    let last = at(0) + UPLOAD_LIFE - SignedDuration::from_secs(1);

    assert!(uploading().open_upload("Sending", last).is_ok());
    assert!(matches!(
        uploading().open_upload("Sending", at(0) + UPLOAD_LIFE),
        Err(Refusal::WrongState { .. })
    ));
}

#[test]
fn an_upload_goes_on_with_the_same_file_only() {
    assert!(uploading().is_being_uploaded_as(&proposal(), at(1)));
    for other in [
        Proposal { size: 5, ..proposal() },
        Proposal { student: None, ..proposal() },
        Proposal { fingerprint: Fingerprint { modified: 2, edges: Sha256Sum::of(b"") }, ..proposal() },
        Proposal { fingerprint: Fingerprint { modified: 1, edges: Sha256Sum::of(b"x") }, ..proposal() },
    ] {
        assert!(!uploading().is_being_uploaded_as(&other, at(1)));
    }
    let other = Fingerprint { modified: 1, edges: Sha256Sum::of(b"x") };
    assert_eq!(
        uploading().must_be_the_file(&other),
        Err(Refusal::OtherFile { name: "lesson.mp4".to_owned() })
    );
}

#[test]
fn what_is_taken_out_is_freed_unless_a_former_attempt_was_judged_by_it() {
    let verified = || judged(Verdict::Fit(MediaFacts::default()));
    let bytes =
        |artifact: Artifact, attempt| artifact.cancel(&draft(attempt), at(70)).map(|(_, _, bytes)| bytes);

    assert_eq!(bytes(uploading(), 1), Ok(Bytes::Abort(upload())));
    assert_eq!(bytes(verified(), 1), Ok(Bytes::Delete));
    assert_eq!(bytes(judged(Verdict::Unfit(Unfit::Hevc)), 1), Ok(Bytes::Gone));
    assert_eq!(bytes(verified(), 2), Ok(Bytes::Stay));

    let (kept, _, _) = verified().cancel(&draft(2), at(70)).expect("may be taken out");
    assert!(kept.counts_in(1) && !kept.counts_in(2) && kept.as_evidence().is_ok());
    assert_eq!(kept.cancel(&draft(2), at(80)), Err(Refusal::NotFound));
}

#[test]
fn nothing_is_taken_out_of_what_was_handed_in() {
    let handed_in = draft(1).submit(Readers::One, at(5)).expect("a draft");
    assert!(matches!(uploading().cancel(&handed_in, at(70)), Err(Refusal::WrongState { .. })));
}

#[test]
fn a_bad_scan_closes_a_file_for_good_whenever_it_comes() {
    let scan = |found| Scan { found, at: at(65) };
    let note = |artifact: Artifact, found| artifact.note_scan(scan(found), Actor::function("test"));

    let (early, deed) = note(uploading(), Found::Threat("EICAR".to_owned())).expect("news");
    assert_eq!((early.version, deed.map(|deed| deed.what)), (2, Some("artifact-scanned".to_owned())));
    let (verified, _) = early
        .judge(stored(), Verdict::Fit(MediaFacts::default()), Actor::function("test"), at(66))
        .expect("waits");
    assert!(verified.must_be_readable(Scanning::Off).is_err() && verified.as_evidence().is_err());
    assert!(note(verified, Found::Clean).is_none());

    let (clean, _) = note(judged(Verdict::Fit(MediaFacts::default())), Found::Clean).expect("news");
    assert!(clean.must_be_readable(Scanning::Required).is_ok());
}

#[test]
fn a_refused_file_is_shown_until_it_is_taken_out_and_takes_no_place() {
    assert_eq!(where_holds(|a| a.is_shown_in(1)), [true, true, true, true, false, false]);
    assert_eq!(where_holds(|a| a.is_shown_in(1) && a.counts_in(1)), [true, true, true, false, false, false]);
}

#[test]
fn a_blind_name_tells_the_part_and_the_student_only() {
    assert_eq!(uploading().blind_name().for_saving(MediaType::Mp4), "artifacts Student A.mp4");
}

#[test]
fn an_unscanned_file_waits_for_readers_and_not_for_its_earner() {
    let verified = judged(Verdict::Fit(MediaFacts::default()));
    assert!(verified.must_be_readable(Scanning::Required).is_err());
    assert!(verified.as_evidence().is_ok());
}

#[test]
fn a_scan_that_could_not_be_carried_out_is_missed_until_one_is() {
    let verified = judged(Verdict::Fit(MediaFacts::default()));
    let scanned = |artifact: Artifact, status: &str| {
        let scan = Scan { found: Found::by_guard_duty(status, &[]), at: at(60) };
        artifact.note_scan(scan, Actor::function("test")).expect("it tells more").0
    };
    let is_missed = |artifact: &Artifact| artifact.lacks_its_scan(Scanning::Required, at(86_400));
    assert!(is_missed(&verified));

    let failed = scanned(verified, "ACCESS_DENIED");
    assert!(is_missed(&failed) && failed.must_be_readable(Scanning::Required).is_err());

    let unsupported = scanned(failed.clone(), "UNSUPPORTED");
    assert!(!is_missed(&unsupported) && unsupported.must_be_readable(Scanning::Required).is_err());

    let clean = scanned(failed, "NO_THREATS_FOUND");
    assert!(!is_missed(&clean) && clean.must_be_readable(Scanning::Required).is_ok());
}

#[test]
fn a_deed_tells_the_state_and_the_reason_and_no_name() {
    let (_, deed) = uploading()
        .judge(stored(), Verdict::Unfit(Unfit::Hevc), Actor::function("test"), at(1))
        .expect("waits");
    let text = deed.expect("a refusal is a deed").detail.to_string();

    assert!(text.contains("refused") && text.contains("HEVC"));
    assert!(!text.contains("lesson.mp4") && !text.contains("First draft"));
}

#[test]
fn an_artifact_is_the_same_after_it_was_stored() {
    for artifact in in_every_state() {
        let json = serde_json::to_string(&artifact).expect("has a JSON form");
        assert_eq!(serde_json::from_str::<Artifact>(&json).expect("is read back"), artifact);
    }
}
