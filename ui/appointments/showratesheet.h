// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/appointments/pastvisitmodel.h"
#include "ui/parts/sheettable.h"
#include "ui/appointments/showratemodel.h"
#include "ui/appointments/showratereader.h"
#include "ui/parts/segments.h"
#include "ui/parts/sheetdialog.h"

class QStackedWidget;

namespace updesk
{

/// The show rate by how far ahead visits were booked (F75): figures of the store, each of which opens to its visits,
/// and each of those to its lead.
class ShowRateSheet final : public SheetDialog
{
    Q_OBJECT
public:
    /// `session` outlives the sheet.
    ShowRateSheet(Session &session, QWidget *window);
    void open();
    ShowRateModel *figures() const { return m_figures; }
    PastVisitModel *visits() const { return m_visits; }
    bool showsVisits() const;
    QString words() const { return m_words->text(); } ///< the line under the table

Q_SIGNALS:
    void openLead(updesk::LeadId lead);
    void figured(); ///< the figures stand

protected:
    void escape() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeBody();
    void dress(SheetTable *table, const char *name, const QString &accessibleName);
    void fitTables();
    void read();
    void ready(const ShowRateRead &read);
    void showFigures();
    void openCurrent();
    void openVisits(int row);
    void sayNone(int row);
    QString spanWords() const;
    QString figureWords() const;
    Session &m_session;
    ShowRateReader *m_reader;
    ShowRateModel *m_figures;
    PastVisitModel *m_visits;
    Segments *m_span;
    QStackedWidget *m_stack;
    SheetTable *m_figureTable, *m_visitTable;
    Button *m_back;
    TextLabel *m_heading, *m_words;
    ShowRateRead m_read;
    bool m_saysNone = false;
};

} // namespace updesk
