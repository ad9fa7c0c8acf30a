-- An issue tracker that grew for years: nobody dared to rename anything. Made up.
CREATE TABLE t_usr (
    usr_cd  CHAR(4) PRIMARY KEY,
    u_nm    TEXT NOT NULL,
    eml     TEXT,
    pwd_hsh TEXT NOT NULL,
    api_tok TEXT,
    act_fl  INTEGER NOT NULL,
    mgr_cd  CHAR(4) REFERENCES t_usr (usr_cd),
    lvl     INTEGER NOT NULL,
    crt_ts  INTEGER NOT NULL
);
CREATE TABLE t_prj (
    prj_cd  CHAR(3) PRIMARY KEY,
    prj_nm  TEXT NOT NULL,
    own_cd  CHAR(4) NOT NULL REFERENCES t_usr (usr_cd),
    arch_fl INTEGER NOT NULL,
    strt_dt CHAR(8)
);
CREATE TABLE lk_st (
    st    CHAR(1) PRIMARY KEY,
    descr TEXT NOT NULL
);
CREATE TABLE lk_typ (
    typ   CHAR(1) PRIMARY KEY,
    descr TEXT NOT NULL
);
CREATE TABLE lk_prio (
    prio  INTEGER PRIMARY KEY,
    descr TEXT NOT NULL
);
CREATE TABLE t_iss (
    iss_no     INTEGER PRIMARY KEY,
    prj_cd     CHAR(3) NOT NULL REFERENCES t_prj (prj_cd),
    ttl        TEXT NOT NULL,
    typ        CHAR(1) NOT NULL REFERENCES lk_typ (typ),
    prio       INTEGER REFERENCES lk_prio (prio),
    st         CHAR(1) NOT NULL REFERENCES lk_st (st),
    rep_cd     CHAR(4) NOT NULL REFERENCES t_usr (usr_cd),
    asg_cd     CHAR(4) REFERENCES t_usr (usr_cd),
    par_iss_no INTEGER REFERENCES t_iss (iss_no),
    crt_ts     INTEGER NOT NULL,
    cls_ts     INTEGER,
    due_dt     CHAR(8),
    est_h      REAL
);
CREATE TABLE t_label (
    lbl_id INTEGER PRIMARY KEY,
    lbl    TEXT NOT NULL UNIQUE
);
CREATE TABLE iss_lbls (
    iss_no INTEGER NOT NULL REFERENCES t_iss (iss_no),
    lbl_id INTEGER NOT NULL REFERENCES t_label (lbl_id),
    PRIMARY KEY (iss_no, lbl_id)
);
CREATE TABLE t_cmnts (
    cmt_id INTEGER PRIMARY KEY,
    iss_no INTEGER NOT NULL REFERENCES t_iss (iss_no),
    usr_cd CHAR(4) NOT NULL REFERENCES t_usr (usr_cd),
    cmt_ts INTEGER NOT NULL,
    int_fl INTEGER NOT NULL,
    txt    TEXT
);
-- No keys: rows come from another program.
CREATE TABLE wrk_log (
    wl_id INTEGER PRIMARY KEY,
    issue INTEGER NOT NULL,
    who   CHAR(4) NOT NULL,
    d     TEXT NOT NULL,
    mins  INTEGER NOT NULL
);
CREATE TABLE t_iss_hist (
    h_id   INTEGER PRIMARY KEY,
    iss_no INTEGER NOT NULL REFERENCES t_iss (iss_no),
    fld    TEXT NOT NULL,
    old_v  TEXT,
    new_v  TEXT,
    chg_by CHAR(4) NOT NULL REFERENCES t_usr (usr_cd),
    chg_ts INTEGER NOT NULL
);
CREATE TABLE t_rel (
    rel_id  INTEGER PRIMARY KEY,
    prj_cd  CHAR(3) NOT NULL REFERENCES t_prj (prj_cd),
    ver     TEXT NOT NULL,
    rel_dt  INTEGER,
    done_fl INTEGER NOT NULL
);
CREATE TABLE iss_rel (
    iss_no INTEGER NOT NULL REFERENCES t_iss (iss_no),
    rel_id INTEGER NOT NULL REFERENCES t_rel (rel_id),
    PRIMARY KEY (iss_no, rel_id)
);
CREATE TABLE t_watchers (
    iss_no INTEGER NOT NULL REFERENCES t_iss (iss_no),
    usr_cd CHAR(4) NOT NULL REFERENCES t_usr (usr_cd),
    PRIMARY KEY (iss_no, usr_cd)
);
CREATE TABLE t_iss_bak_2021 (
    iss_no INTEGER,
    ttl    TEXT,
    st     TEXT
);
