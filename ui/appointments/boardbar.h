// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/appointments/boardmodel.h"
#include "ui/parts/button.h"
#include "ui/parts/segments.h"

class QBoxLayout;
class QComboBox;

namespace updesk
{

/// The bar over the board: which day, whose, how it goes, and a new appointment.
class BoardBar final : public QWidget
{
    Q_OBJECT
public:
    explicit BoardBar(QWidget *parent = nullptr);

    /// What the board shows now; `people` are those who may be chosen, everybody first.
    void show(const BoardModel &model);
    QString countsText() const; ///< as it is read aloud

Q_SIGNALS:
    void stepWanted(int by);
    void todayWanted();
    void spanChosen(updesk::BoardModel::Span span);
    void personChosen(updesk::PersonId person); ///< null: everybody
    void addWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Count {
        TextLabel *number;
        TextLabel *words;
    };
    Count makeCount(const QString &words, const char *name);
    QWidget *makeLeft();
    QWidget *makeRight();
    void fillPeople(const BoardModel &model);
    void fit();
    Button *m_back, *m_forward, *m_today, *m_add;
    TextLabel *m_heading;
    Segments *m_span;
    QComboBox *m_people;
    std::vector<PersonId> m_ids; ///< of m_people, the first is null
    std::array<Count, 5> m_counts{};
    QWidget *m_left, *m_right;
    QBoxLayout *m_layout;
    bool m_away = false; ///< another day than today is shown
};

} // namespace updesk
