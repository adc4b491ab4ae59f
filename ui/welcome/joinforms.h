// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/joiner.h"
#include "ui/welcome/doorpanel.h"
#include "ui/welcome/doorwords.h"

#include <QCheckBox>

#include <functional>

class QButtonGroup;

namespace updesk
{

/// Which store: a join file, dropped or chosen, a code, or the server's address by hand.
class WhereForm final : public DoorPanel
{
    Q_OBJECT
public:
    WhereForm();
    void clear();
    void read(const QByteArray &fileOrCode); ///< what a person gave; says beside the field what is wrong with it
    void say(const DoorFault &fault);
    QLineEdit *code() const { return m_code->edit(); }
    QWidget *first() const { return m_byHand ? m_address->edit() : m_code->edit(); }
    /// How a file is asked for; by default the system's dialog. For tests.
    void setChooser(std::function<QString()> choose) { m_choose = std::move(choose); }

Q_SIGNALS:
    void found(const updesk::Invite &invite);
    void left();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    void openFile(const QString &name);
    void chooseFile();
    void setByHand(bool byHand);
    void goOn();
    void readByHand();
    Field *m_code, *m_address, *m_number, *m_authority;
    QWidget *m_fileRow, *m_handRows;
    Button *m_file, *m_hand, *m_pem, *m_next, *m_back;
    bool m_byHand = false;
    std::function<QString()> m_choose;
};

/// Who: shows which store and which certificate it has, and asks for one's own login and password.
class WhoForm final : public DoorPanel
{
    Q_OBJECT
public:
    WhoForm();
    void openFor(const Invite &invite);
    void setKeeps(bool keeps); ///< this computer has a key store
    void say(const DoorFault &fault);
    QString login() const { return m_login->edit()->text().trimmed(); }
    QString password() const { return m_password->edit()->text(); }
    Keep keep() const { return m_keep->isVisibleTo(this) && m_keep->isChecked() ? Keep::Password : Keep::Nothing; }
    QWidget *first() const { return m_login->edit(); }
    QWidget *wrong() const;
    void forgetPassword();

Q_SIGNALS:
    void given();
    void left();

private:
    void goOn();
    TextLabel *m_title, *m_server, *m_print, *m_printHint, *m_asks;
    PasswordEdit *m_word;
    Field *m_login, *m_password;
    QCheckBox *m_keep;
    Button *m_join;
};

/// Which of several stores that one login is a member of.
class StoreForm final : public DoorPanel
{
    Q_OBJECT
public:
    StoreForm();
    void setStores(const std::vector<StoreChoice> &stores);
    QWidget *first() const;

Q_SIGNALS:
    void chosen(const updesk::StoreChoice &store);
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void goOn();
    QVBoxLayout *m_list;
    QButtonGroup *m_group;
    std::vector<StoreChoice> m_stores;
};

/// The rows come: how many so far, and the way out.
class WaitForm final : public DoorPanel
{
    Q_OBJECT
public:
    WaitForm();
    void setRows(qint64 rows);
    QWidget *first() const { return m_cancel; }

Q_SIGNALS:
    void cancelled();

private:
    TextLabel *m_words;
    Button *m_cancel;
};

} // namespace updesk
