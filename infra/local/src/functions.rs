//! The functions, by name: the very handlers that each function's `main` gives to Lambda.

use std::sync::Arc;

use cloud::{
    App,
    serve::{EventHandler, HttpHandler, event_json},
};

use crate::{entry, lambda::Entry};

/// How a function is called.
#[derive(Clone, Copy)]
pub enum Handler {
    /// With a request, for a response.
    Http(HttpHandler),
    /// With an event, for an answer.
    Event(EventHandler),
}

impl Handler {
    /// The entry point of the function in `app`.
    #[must_use]
    pub fn entry(self, app: Arc<App>) -> Entry {
        match self {
            Self::Http(handler) => entry::http(app, handler),
            Self::Event(handler) => entry::event(app, handler),
        }
    }
}

impl std::fmt::Debug for Handler {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Http(_) => "Http(…)",
            Self::Event(_) => "Event(…)",
        })
    }
}

/// The handler of the function of that name.
#[must_use]
pub fn handler(name: &str) -> Option<Handler> {
    FUNCTIONS.iter().find(|(known, _)| *known == name).map(|(_, handler)| *handler)
}

/// The names of all functions.
pub fn names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().map(|(name, _)| *name)
}

macro_rules! functions {
    (http { $($http:ident $http_name:literal,)* } event { $($event:ident $event_name:literal,)* }) => {
        /// Every function there is.
        const FUNCTIONS: &[(&str, Handler)] = &[
            $(($http_name, Handler::Http(|app, request| Box::pin($http::handle(app, request)))),)*
            $(($event_name, Handler::Event(|app, event| {
                Box::pin(event_json(app, |app, event| Box::pin($event::handle(app, event)), event))
            })),)*
        ];
    };
}

functions! {
    http {
        list_microcredentials "list-microcredentials",
        read_district "read-district",
        read_embed "read-embed",
        read_report "read-report",
        read_schools "read-schools",
        save_schools "save-schools",
        read_roster "read-roster",
        save_roster "save-roster",
        undo_roster "undo-roster",
        save_district "save-district",
        check_policy "check-policy",
        decide_recognition "decide-recognition",
        export_recognitions "export-recognitions",
        import_facts "import-facts",
        read_register "read-register",
        undo_import "undo-import",
        import_badge "import-badge",
        decide_badge "decide-badge",
        read_reciprocity "read-reciprocity",
        save_reciprocity "save-reciprocity",
        list_recognitions "list-recognitions",
        read_recognitions "read-recognitions",
        list_policies "list-policies",
        read_policy "read-policy",
        save_policy "save-policy",
        discard_draft "discard-draft",
        publish_microcredential "publish-microcredential",
        read_microcredential "read-microcredential",
        read_submission_schema "read-submission-schema",
        save_microcredential "save-microcredential",
        try_pass_rule "try-pass-rule",
        hand_over_session "hand-over-session",
        list_organisations "list-organisations",
        read_me "read-me",
        save_me "save-me",
        read_my_data "read-my-data",
        export_me "export-me",
        read_export "read-export",
        erase_me "erase-me",
        cancel_erasure "cancel-erasure",
        read_erasure "read-erasure",
        redeem_sign_in "redeem-sign-in",
        request_sign_in "request-sign-in",
        sign_out "sign-out",
        list_awards "list-awards",
        answer_question "answer-question",
        list_own_recognitions "list-own-recognitions",
        read_facts "read-facts",
        save_facts "save-facts",
        read_effort "read-effort",
        save_effort "save-effort",
        read_local_answers "read-local-answers",
        save_local_answers "save-local-answers",
        invite_coach "invite-coach",
        read_coaching "read-coaching",
        read_coached "read-coached",
        comment_on_draft "comment-on-draft",
        end_coaching "end-coaching",
        read_shortlist "read-shortlist",
        save_shortlist "save-shortlist",
        share_shortlist "share-shortlist",
        list_shortlists "list-shortlists",
        end_share "end-share",
        remark_on_shortlist "remark-on-shortlist",
        bundle_awards "bundle-awards",
        read_bundle "read-bundle",
        list_submissions "list-submissions",
        open_submission "open-submission",
        read_preview "read-preview",
        read_submission "read-submission",
        permit_practice "permit-practice",
        save_responses "save-responses",
        save_visibility "save-visibility",
        submit "submit",
        appeal "appeal",
        withdraw "withdraw",
        answer_calibration "answer-calibration",
        begin_calibration "begin-calibration",
        decline_assignment "decline-assignment",
        list_qualifications "list-qualifications",
        open_assignment "open-assignment",
        read_assignment "read-assignment",
        read_availability "read-availability",
        read_calibration "read-calibration",
        read_comment_bank "read-comment-bank",
        save_assessment "save-assessment",
        save_availability "save-availability",
        save_comment_bank "save-comment-bank",
        state_no_conflict "state-no-conflict",
        submit_assessment "submit-assessment",
        endorse "endorse",
        withdraw_endorsement "withdraw-endorsement",
        add_organisation "add-organisation",
        assign_assessor "assign-assessor",
        decide "decide",
        keep_benchmark "keep-benchmark",
        list_assessors "list-assessors",
        list_benchmarks "list-benchmarks",
        lift_pause "lift-pause",
        list_letters "list-letters",
        list_submissions_by_state "list-submissions-by-state",
        read_award "read-award",
        list_people "list-people",
        read_audit "read-audit",
        read_capacity "read-capacity",
        read_plan "read-plan",
        read_reliability "read-reliability",
        resend_letter "resend-letter",
        retire_benchmark "retire-benchmark",
        revoke_award "revoke-award",
        save_organisation "save-organisation",
        save_person "save-person",
        save_plan "save-plan",
        save_retention "save-retention",
        save_thresholds "save-thresholds",
        unblind "unblind",
        read_achievement "read-achievement",
        read_badge "read-badge",
        read_endorsement "read-endorsement",
        read_health "read-health",
        read_hosted_badge "read-hosted-badge",
        read_issuer "read-issuer",
        read_receipt "read-receipt",
        read_status_list "read-status-list",
        verify_badge "verify-badge",
        begin_upload "begin-upload",
        cancel_upload "cancel-upload",
        complete_upload "complete-upload",
        read_upload "read-upload",
        sign_parts "sign-parts",
        read_artifact "read-artifact",
    }
    event {
        note_bounce "note-bounce",
        note_scan "note-scan",
        keep_time "keep-time",
        publish_reports "publish-reports",
        reconcile "reconcile",
        make_exports "make-exports",
        erase_data "erase-data",
        inspect_artifact "inspect-artifact",
        assign_assessors "assign-assessors",
        deliver_letters "deliver-letters",
        relay "relay",
        sign_awards "sign-awards",
    }
}
