//! Undo and redo, also over the end of a run.

use super::*;

/// The next answer that is not about the disk, as words.
fn said(answers: &Receiver<Answer>) -> String {
    loop {
        match answers.recv_timeout(PATIENCE).unwrap() {
            Answer::Saved { entries, .. } => match &entries[0].change {
                Change::Step(step) => return format!("{:?} {} {}", step.kind, step.count, step.label),
                _ => return "saved".to_owned(),
            },
            Answer::Nothing { .. } => return "nothing".to_owned(),
            Answer::Failed { reason, .. } => return reason,
            Answer::Synced | Answer::Arrived { .. } | Answer::Unchanged { .. } => {}
        }
    }
}

fn now() -> SystemTime {
    SystemTime::now()
}

#[test]
fn a_bulk_is_one_step_and_comes_back_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let (writer, answers) = start(dir.path());
    let read = |n: u128| (ArticleId(n), Change::Read(true));
    writer.step("marked read", vec![read(1)], 1, now());
    writer.append(vec![(ArticleId(1), Change::Position(Position { paragraph: 3, offset: 4 }))], 2, now());
    writer.step("marked 6000 read", (0..6000).map(read).collect(), 3, now());
    writer.step("noted", vec![(ArticleId(1), Change::note("x")), (ArticleId(1), Change::tag("t", true))], 4, now());
    for expected in ["Do 1 marked read", "saved", "Do 6000 marked 6000 read", "Do 2 noted"] {
        assert_eq!(said(&answers), expected);
    }
    writer.undo(5, now());
    assert_eq!(said(&answers), "Undo 2 noted");
    writer.undo(6, now());
    assert_eq!(said(&answers), "Undo 6000 marked 6000 read");
    let marks = load(dir.path(), None).marks;
    // It was read before the bulk.
    assert_eq!(marks.iter_where(|mark| mark.read).collect::<Vec<_>>(), [ArticleId(1)]);
    let mark = marks.get(ArticleId(1));
    assert_eq!((mark.note, mark.tags.len(), mark.position.unwrap().paragraph), (None, 0, 3));
    writer.redo(7, now());
    assert_eq!(said(&answers), "Redo 6000 marked 6000 read");
    assert_eq!(load(dir.path(), None).marks.iter_where(|mark| mark.read).count(), 6000);
    // A new step ends what could be done again.
    writer.step("starred", vec![(ArticleId(2), Change::Starred(true))], 8, now());
    writer.redo(9, now());
    assert_eq!((said(&answers), said(&answers)), ("Do 1 starred".to_owned(), "nothing".to_owned()));
    assert_eq!(writer.close(), 0);
}

#[test]
fn undo_goes_on_where_the_last_run_ended() {
    let dir = tempfile::tempdir().unwrap();
    let (writer, _answers) = start(dir.path());
    for n in 0..3 {
        writer.step("marked read", vec![(ArticleId(n), Change::Read(true))], 0, now());
    }
    writer.undo(0, now());
    assert_eq!(writer.close(), 0);

    std::thread::sleep(Duration::from_millis(2));
    let (writer, answers) = start(dir.path());
    writer.redo(0, now());
    assert_eq!(said(&answers), "Redo 1 marked read");
    for left in [2, 1, 0] {
        writer.undo(0, now());
        assert_eq!(said(&answers), "Undo 1 marked read");
        assert_eq!(load(dir.path(), None).marks.iter_where(|mark| mark.read).count(), left);
    }
    writer.undo(0, now());
    assert_eq!(said(&answers), "nothing");
    assert_eq!(writer.close(), 0);
}

#[test]
fn a_run_that_is_still_alive_keeps_its_steps_to_itself() {
    let dir = tempfile::tempdir().unwrap();
    let (alive, _answers) = start(dir.path());
    alive.step("marked read", vec![(ArticleId(1), Change::Read(true))], 0, now());
    std::thread::sleep(Duration::from_millis(100));
    let (writer, answers) = start(dir.path());
    writer.undo(0, now());
    assert_eq!(said(&answers), "nothing");
    assert_eq!((writer.close(), alive.close()), (0, 0));
}

#[test]
fn without_a_config_directory_marks_last_as_long_as_the_run() {
    let (send, answers) = channel();
    let writer = Writer::start(Loaded::default(), Box::new(move |what| drop(send.send(what))));
    writer.step("marked read", vec![(ArticleId(1), Change::Read(true))], 0, now());
    writer.undo(0, now());
    assert_eq!((said(&answers), said(&answers)), ("Do 1 marked read".to_owned(), "Undo 1 marked read".to_owned()));
    assert_eq!(writer.close(), 0);
}
