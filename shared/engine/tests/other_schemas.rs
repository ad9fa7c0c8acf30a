//! The engine on schemas without comments and samples: nothing of the demo is built into it.

use plainquery_catalog::{Catalog, Column, ForeignKey, Relation};
use plainquery_core::{Dialect, TypeClass};
use plainquery_engine::{Engine, Outcome, Question};
use plainquery_sql::print;

fn column(name: &str, class: TypeClass) -> Column {
    let type_name = match class {
        TypeClass::Integer => "integer",
        TypeClass::Decimal => "numeric",
        TypeClass::Date => "date",
        TypeClass::Boolean => "boolean",
        _ => "text",
    };
    Column {
        name: name.to_owned(),
        type_name: type_name.to_owned(),
        class,
        nullable: name.ends_with("_at") || name == "email",
        ..Column::default()
    }
}

fn table(name: &str, columns: &[(&str, TypeClass)], keys: &[(&str, &str)]) -> Relation {
    Relation {
        schema: "public".to_owned(),
        name: name.to_owned(),
        columns: columns
            .iter()
            .map(|(name, class)| column(name, *class))
            .collect(),
        primary_key: vec!["id".to_owned()],
        foreign_keys: keys
            .iter()
            .map(|(column, table)| ForeignKey {
                columns: vec![(*column).to_owned()],
                referenced_schema: "public".to_owned(),
                referenced_table: (*table).to_owned(),
                referenced_columns: vec!["id".to_owned()],
                ..ForeignKey::default()
            })
            .collect(),
        ..Relation::default()
    }
}

/// A clinic: doctors, patients, appointments, invoices.
fn clinic() -> Catalog {
    use TypeClass::{Date, Decimal, Integer, Text};
    let mut doctors = table(
        "doctors",
        &[
            ("id", Integer),
            ("name", Text),
            ("specialty", Text),
            ("hired_on", Date),
        ],
        &[],
    );
    doctors.columns[2].samples = vec!["cardiology".to_owned(), "pediatrics".to_owned()];
    let patients = table(
        "patients",
        &[
            ("id", Integer),
            ("first_name", Text),
            ("last_name", Text),
            ("city", Text),
            ("email", Text),
            ("birth_date", Date),
        ],
        &[],
    );
    let appointments = table(
        "appointments",
        &[
            ("id", Integer),
            ("doctor_id", Integer),
            ("patient_id", Integer),
            ("held_on", Date),
            ("minutes", Integer),
        ],
        &[("doctor_id", "doctors"), ("patient_id", "patients")],
    );
    let invoices = table(
        "invoices",
        &[
            ("id", Integer),
            ("appointment_id", Integer),
            ("amount", Decimal),
            ("issued_on", Date),
            ("paid_at", Date),
        ],
        &[("appointment_id", "appointments")],
    );
    Catalog {
        format: 1,
        database: "clinic".to_owned(),
        relations: vec![appointments, doctors, invoices, patients],
        ..Catalog::default()
    }
}

fn ask(question: &str, previous: Option<&str>) -> Outcome {
    Engine::new(&clinic()).ask(&Question {
        text: question,
        today: "2025-03-10",
        week_starts_on: 1,
        fiscal_year_starts_in: 1,
        previous,
    })
}

/// The SQL on one line.
fn check(question: &str, expected: &str) {
    match ask(question, None) {
        Outcome::Answer(draft) => {
            let sql = print(&draft.query, Dialect::Postgres);
            let line: Vec<&str> = sql.split_whitespace().collect();
            let line = line.join(" ").replace("\"public\".", "").replace('"', "");
            assert_eq!(line, expected, "{question}");
        }
        other => panic!("{question}: {other:?}"),
    }
}

#[test]
fn counts_and_filters() {
    check(
        "How many patients live in Lyon?",
        "SELECT count(*) AS number_of_patients FROM patients AS patients WHERE patients.city = 'Lyon'",
    );
    check(
        "how many doctors work in pediatrics",
        "SELECT count(*) AS number_of_doctors FROM doctors AS doctors WHERE doctors.specialty = 'pediatrics'",
    );
    check(
        "patients older than 65",
        "SELECT patients.id, patients.first_name, patients.last_name, patients.birth_date FROM patients AS patients \
         WHERE patients.birth_date < DATE '1960-03-10'",
    );
    check(
        "which patients have no email",
        "SELECT patients.id, patients.first_name, patients.last_name FROM patients AS patients WHERE patients.email IS NULL",
    );
    check(
        "names and emails of patients",
        "SELECT patients.first_name, patients.last_name, patients.email FROM patients AS patients",
    );
    check(
        "how many different cities do patients come from",
        "SELECT count(DISTINCT patients.city) AS different_city FROM patients AS patients",
    );
}

#[test]
fn groups_and_figures() {
    check(
        "how many appointments does each doctor have",
        "SELECT doctors.name AS doctor, count(*) AS number_of_appointments FROM appointments AS appointments \
         JOIN doctors AS doctors ON doctors.id = appointments.doctor_id GROUP BY doctors.name, doctors.id \
         ORDER BY count(*) DESC",
    );
    check(
        "total invoice amount per doctor",
        "SELECT doctors.name AS doctor, sum(invoices.amount) AS total_amount FROM invoices AS invoices \
         JOIN appointments AS appointments ON appointments.id = invoices.appointment_id \
         JOIN doctors AS doctors ON doctors.id = appointments.doctor_id GROUP BY doctors.name, doctors.id \
         ORDER BY sum(invoices.amount) DESC NULLS LAST",
    );
    check(
        "number of patients by city",
        "SELECT patients.city, count(*) AS number_of_patients FROM patients AS patients GROUP BY patients.city ORDER BY count(*) DESC",
    );
    check(
        "top 3 patients by number of appointments",
        "SELECT patients.first_name, patients.last_name, count(*) AS number_of_appointments \
         FROM appointments AS appointments JOIN patients AS patients ON patients.id = appointments.patient_id \
         GROUP BY patients.first_name, patients.last_name, patients.id \
         ORDER BY count(*) DESC, patients.first_name LIMIT 3",
    );
}

#[test]
fn related_rows() {
    check(
        "patients who never had an appointment",
        "SELECT patients.id, patients.first_name, patients.last_name FROM patients AS patients \
         WHERE NOT EXISTS ( SELECT 1 FROM appointments AS appointments WHERE appointments.patient_id = patients.id )",
    );
    check(
        "doctors with more than 100 appointments",
        "SELECT doctors.id, doctors.name FROM doctors AS doctors WHERE doctors.id IN ( SELECT appointments.doctor_id \
         FROM appointments AS appointments GROUP BY appointments.doctor_id HAVING count(*) > 100 )",
    );
    // Those without any count too.
    check(
        "doctors with fewer than 3 appointments",
        "SELECT doctors.id, doctors.name FROM doctors AS doctors WHERE doctors.id NOT IN ( SELECT appointments.doctor_id \
         FROM appointments AS appointments WHERE appointments.doctor_id IS NOT NULL \
         GROUP BY appointments.doctor_id HAVING count(*) >= 3 )",
    );
}

#[test]
fn dates_go_to_the_column_that_the_verb_names() {
    check(
        "how many appointments were held last week",
        "SELECT count(*) AS number_of_appointments FROM appointments AS appointments \
         WHERE (appointments.held_on >= DATE '2025-03-03') AND (appointments.held_on < DATE '2025-03-10')",
    );
    check(
        "doctors hired before 2015",
        "SELECT doctors.id, doctors.name, doctors.hired_on FROM doctors AS doctors WHERE doctors.hired_on < DATE '2015-01-01'",
    );
}

#[test]
fn a_follow_up_changes_a_part() {
    let Outcome::Answer(first) = ask("number of appointments in 2024", None) else {
        panic!("no answer");
    };
    let Outcome::Answer(second) = ask("by month instead", Some(&first.frame)) else {
        panic!("no answer to the follow-up");
    };
    let sql = print(&second.query, Dialect::Postgres);
    assert!(sql.contains("date_trunc('month'"), "{sql}");
    assert!(sql.contains("DATE '2024-01-01'"), "the year is kept: {sql}");
    // A frame of another schema is not read.
    let other = first
        .frame
        .replacen("\"fingerprint\":", "\"fingerprint\":1", 1);
    assert!(!matches!(
        ask("by month instead", Some(&other)),
        Outcome::Answer(_)
    ));
}

#[test]
fn asks_back_or_refuses_rather_than_guesses() {
    let reason = |question: &str| match ask(question, None) {
        Outcome::Answer(draft) => panic!("{question}: {}", print(&draft.query, Dialect::Postgres)),
        Outcome::Clarify(clarification) => clarification.reason,
        Outcome::Refuse(refusal) => refusal.reason,
    };
    assert_eq!(reason("delete all patients"), "not_a_read");
    assert_eq!(
        reason("list the doctors and then drop table doctors"),
        "not_a_read"
    );
    assert_eq!(reason("what is the weather in Lyon"), "not_in_schema");
    assert_eq!(reason("longest appointment"), "open_superlative");
    assert_eq!(
        reason("show me the invoices of that patient"),
        "no_antecedent"
    );
    assert_eq!(reason("why did appointments fall"), "beyond_engine");
    assert_eq!(reason(""), "empty_question");
    assert_eq!(reason(&"patients ".repeat(500)), "too_long");
}

/// A key that points out of what may be asked about is no figure to add up.
#[test]
fn pointers_to_hidden_tables_are_no_figures() {
    let mut catalog = clinic();
    catalog
        .relations
        .retain(|relation| relation.name != "doctors");
    let outcome = Engine::new(&catalog).ask(&Question {
        text: "how many doctors are there",
        today: "2025-03-10",
        week_starts_on: 1,
        fiscal_year_starts_in: 1,
        previous: None,
    });
    assert!(!matches!(outcome, Outcome::Answer(_)), "{outcome:?}");
}
