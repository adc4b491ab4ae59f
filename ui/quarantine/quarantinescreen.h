// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/banner.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/screen.h"
#include "ui/quarantine/quarantinemodel.h"

#include <QListView>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStackedWidget>

namespace updesk
{

/// Mail and files that could not be read: nothing is lost, a person decides. R tries again, Enter makes a lead by hand,
/// Del sets aside; what was set aside, or given up at this desk, can be listed and read the same way.
class QuarantineScreen final : public Screen
{
    Q_OBJECT
public:
    explicit QuarantineScreen(Session &session, QWidget *parent = nullptr);

    QString title() const override { return tr("Unreadable"); }
    QWidget *focusTarget() override { return m_list; }
    QuarantineModel *model() const { return m_model; }
    void reload();

Q_SIGNALS:
    /// The form is wanted, with what was spotted; it is stored by leadFromQuarantine(row).
    void makeLead(updesk::RowOnlyId row, const updesk::LeadDraft &known);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    QWidget *buildReading();
    void showCounts(int rows);
    QString countWords(int rows) const;
    void showCurrent();
    void showDocument(qsizetype most);
    Result<QByteArray> bytesOf(const QuarantineRow &row) const;
    void tryAgain();
    void tellTried(const IntakeResult &result);
    void startLead();
    void setAside();
    void showKnown(const QuarantineRow &row);
    void stopCalls();
    void list(QuarantineListed which);
    const QuarantineRow *current() const;

    Session &m_session;
    QuarantineModel *m_model;
    Banner *m_banner;
    TextLabel *m_count;
    QListView *m_list;
    QSplitter *m_split;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    TextLabel *m_subject, *m_from, *m_reason, *m_spotted;
    QPlainTextEdit *m_text;
    Button *m_all, *m_again, *m_make, *m_aside, *m_noCalls, *m_which, *m_given;
    QString m_document; ///< as it came, readable
    RowOnlyId m_shown;
    CustomerId m_known; ///< who has a number or address in it; null: nobody, or several
    QString m_knownName;
};

} // namespace updesk
