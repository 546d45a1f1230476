"""First names, academic titles and name particles, and the pattern of a person's full name."""

from __future__ import annotations

import re

_MALE = """
Achim Adalbert Adam Adolf Adrian Albert Albrecht Alexander Alfons Alfred Ali Alois Alwin Anatol André Andre Andreas Andrej Ansgar
Anton Armin Arndt Arne Arno Arnold Arthur Artur August Axel Baldur Bastian Ben Benedikt Benjamin Benno Bernd Bernhard Bernt Bert
Berthold Bertram Björn Bodo Boris Bruno Burkhard Burkhart Carl Carsten Cem Christian Christof Christoph Claas Claudius Claus
Clemens Conrad Constantin Cornelius Curt Daniel Danilo David Dennis Detlef Detlev Diethard Dieter Dietmar Dietrich Dirk Dominik
Eberhard Eckart Eckhard Eckhardt Edgar Edmund Eduard Edwin Egbert Egon Ehrenfried Ekkehard Elmar Emil Emmanuel Enrico Erhard Eric
Erich Erik Ernst Erwin Eugen Ewald Fabian Falk Falko Felix Ferdinand Florian Frank Franz Fred Frederik Frieder Friedemann
Friedhelm Friedrich Fritz Gabriel Georg Gerald Gerd Gereon Gerhard Gernot Gero Gerold Gerrit Gert Gisbert Gottfried Götz Gregor Guido
Gundolf Gunnar Gunter Gunther Günter Günther Gustav Hagen Hanno Hannes Hans Hansjörg Harald Hardy Harri Harry Hartmut Hartwig Hasso
Hauke Heiko Heiner Heinrich Heinz Helge Helmut Helmuth Hendrik Henning Henrik Henry Herbert Heribert Hermann Herrmann Hilmar Hinrich
Holger Horst Hubert Hubertus Hugo Humbert Ingo Ingolf Immo Ivo Jakob Jan Jannis Jens Joachim Jobst Jochen Johann Johannes John
Jonas Jonathan Jörg Jörn Josef Joseph Julian Julius Jürgen Justus Kai Karl Karlheinz Karsten Kaspar Kay Kevin Klaus Klemens Knut
Konrad Konstantin Kristian Kuno Kurt Lars Leander Leif Leo Leon Leonhard Leopold Levin Lorenz Lothar Luca Ludger Ludwig Lukas Lutz
Magnus Maik Malte Manfred Manuel Marc Marcel Marco Marcus Mario Marius Mark Marko Markus Martin Matthäus Mathias Matthias Max
Maximilian Meinhard Meinolf Michael Michel Mike Mirko Moritz Mustafa Nico Niels Niklas Nikolai Nikolaus Nils Norbert Olaf Oliver Omid Ortwin
Oskar Oswald Otmar Otto Pascal Patrick Paul Peer Peter Phil Philip Philipp Pierre Rafael Raimund Rainer Ralf Ralph Raphael Reimar
Reimund Reiner Reinhard Reinhold Rene René Richard Rico Robert Robin Roger Roland Rolf Roman Ronald Ronny Rüdiger Rudi Rudolf Rupert
Ruprecht Ruben Sascha Sebastian Siegbert Siegfried Siegmar Siegmund Sigmar Sigmund Silvio Simon Sönke Stefan Steffen Stephan Steven Sven
Swen Sylvio Tarek Theo Theodor Thilo Thomas Thorsten Till Tilman Tilo Tim Timo Timon Tino Tobias Tom Torben Torsten Toralf Tristan
Udo Ulf Ulrich Urban Ute Utz Uwe Valentin Veit Viktor Vinzenz Volker Volkmar Volkhard Waldemar Walter Walther Wendelin Werner Wieland
Wigbert Wilfried Wilhelm Willi Willibald Willy Winfried Wladimir Wolf Wolfgang Wolfhard Wolfram Wulf Xaver Yannick Yusuf
"""
_FEMALE = """
Adelheid Adele Agnes Alexandra Alice Alina Almut Amelie Andrea Anett Anette Angela Angelika Anika Anita Anja Anke Anna Annalena
Anne Annegret Anneliese Annemarie Annett Annette Antje Antonia Astrid Aydan Babett Barbara Bärbel Beate Beatrice Beatrix Bettina
Bianca Birgit Birte Brigitte Britta Brunhilde Carina Carmen Carola Caroline Catharina Cathrin Charlotte Christa Christel Christiane Christina
Christine Clara Claudia Constanze Corinna Cornelia Dagmar Dana Daniela Diana Dilek Doreen Doris Dorothea Dorothee Edda Edeltraud
Edith Elena Eleonore Elfriede Elisabeth Elke Ella Ellen Elsbeth Emilia Emma Erika Erna Esther Eva Evelin Evelyn Ewa Felicitas
Franka Franziska Frauke Frederike Friederike Gabi Gabriela Gabriele Gerda Gerlinde Gertrud Gesa Gesine Gisela Gitta Grit Gudrun Gundula
Hanna Hannah Hannelore Heide Heidemarie Heidi Heidrun Heike Helen Helena Helene Helga Henriette Herta Hilde Hildegard Ilka Ilona
Ilse Ina Ines Inge Ingeborg Ingrid Irene Iris Irmgard Isabel Isabell Isabella Isolde Jacqueline Jana Janina Jeanette Jennifer Jessica
Johanna Josephine Judith Julia Juliane Jutta Karen Karin Karla Karola Karolin Karoline Katarina Katharina Kathleen Kathrin Kati
Katja Katrin Kerstin Kirsten Klara Klaudia Konstanze Kornelia Kristin Kristina Lara Laura Lea Lena Leonie Lieselotte Linda Lisa Liselotte
Loretta Lore Luise Lydia Madeleine Maike Maja Malu Mandy Manja Manuela Mara Mareike Margarete Margaretha Margarethe Margit Margot Margret
Margrit Maria Marianne Marie Marina Marion Marita Marlene Marlies Marlis Martha Martina Mathilde Mechthild Melanie Merle Michaela Miriam
Monika Monique Nadine Nadja Nancy Natalie Nicole Nina Nora Olga Olivia Patricia Paula Pauline Peggy Petra Pia Ramona Rebecca Regina
Regine Renate Ria Ricarda Rita Romy Rosa Rosemarie Roswitha Rosi Ruth Sabine Sabrina Sandra Sara Sarah Saskia Sibylle Sieglinde Sigrid
Silja Silke Silvia Simone Sina Sofia Sonja Sophia Sophie Stefanie Steffi Stephanie Susan Susann Susanne Svenja Sybille Sylke Sylvia Tamara
Tanja Tatjana Teresa Thea Theresa Theresia Tina Traudel Ulla Ulrike Ursula Uta Valerie Vanessa Vera Verena Veronika Viola Viviane
Waltraud Wencke Wiebke Yasmin Yvonne
"""

_MORE = """
Aaron Abel Ada Adriana Aenne Agathe Albin Alena Alina Allegra Almuth Alrun Amalie Amelia Amira Anastasia Andree Angelica Aniela Anita Anneke Anneli
Annelie Annelene Annerose Anselm Antonius Aribert Arend Arend Ariane Arvid Asta Athanasios Aurelia Balthasar Baptist Bärbel Beatrix Bela Benita Benny Berit
Bernadette Bernhardine Berta Betina Bine Birgitta Björn-Ole Bodo Boje Botho Brit Britt Bruni Bärbel Cäcilia Cäcilie Calvin Camilla Carlo Carmela Carola
Caspar Celia Chantal Chris Christof Christoffer Cindy Cäsar Constantin Corina Corvin Cosima Dankwart Dario Deborah Denise Detlev-Werner Diemut Dieta
Dietlind Dirk Dora Dorit Dorle Eckehard Edelgard Eduard Eike Eiko Eilert Elfi Elias Elina Elisa Elise Eliza Ellinor Elmo Elsa Elvira Emanuel Emil Emily Enno
Enrica Erdmute Erna Erwin Estella Ethel Eugenie Eveline Falko Fanny Feline Felicia Finn Fiona Florentine Folker Folkert Friederike Frieda Friedegund Friedlinde
Fritz Frido Fridolin Friederich Gebhard Geert Georgia Geraldine Gerburg Gereon Gerlind Gerta Gertraud Gesche Gila Gilbert Giorgio Gitte Giulia Goetz Gotthard Gottlieb
Greta Gretel Guntram Gunnar Gustl Hajo Hanjo Hanne Hannelies Hans-Georg Harm Harro Hartmann Hedda Hedwig Heida Heidelinde Heidelore Heiderose Heidrun Heilwig
Heimo Heinke Heino Helga Helmar Helmer Henner Hennes Henni Henny Herma Hermine Herta Hilbert Hilda Hildburg Hilke Hilko Hinnerk Hiltrud Hiltrudis Hugbert Ida Ilja Ilka Ilsa
Imke Ina Inga Ingar Ingelore Ingmar Ingolf Ingrun Insa Irina Irmela Irmgard Irmtraud Isa Isabelle Isolde Iwona Jacob Jakobus Jann Jannik Jasmin Jasper Jella Jelena Jelto Jenny
Jessika Joana Joanna Jobst Jochem Joerg Joern Johanne Jolanda Jona Jonna Joost Jördis Josefa Josefine Josephine Joscha Jost Jule Julika Juliana Julie Jupp Justin Justine Kamila Kara
Karina Karl-Otto Karola Karoline Karstin Kaspar Kasimir Katinka Keno Kersten Kilian Kim Kira Kirsti Kjell Klarissa Klementine Korbinian Kordula Kornelius Kristian Kristiane
Kristine Kunigunde Lambert Lasse Laurenz Laurin Leandra Lennart Leo Leona Leonore Leopoldine Levke Liane Lidia Lieselott Lilian Lilli Lilly Linus Lioba Livia Lorena Loris Lothar
Lotta Lotte Louisa Louise Lucas Lucia Lucie Luisa Lukas Lüder Magda Magdalena Maik Maren Margareta Margarita Margitta Margot Marieke Mariella Marietta Marika Marin Marisa Mariska
Marko Marliese Marta Mascha Mathis Matilda Maurice Maurus Max-Georg Mechtild Meike Meinert Meike Melina Melitta Mercedes Merten Meta Mia Michelle Mike Mila Milena Minna Mira Miriam Mona
Moni Morten Myriam Nadia Nanette Natalia Natascha Nele Nelly Nicola Nicolai Nicoletta Nikolas Nils Noah Norman Ole Olav Olena Oleg Olivier Onno Orhan Orla Oskar Osman Ottilie Ottmar Otfried Paula Pauline
Pelle Pelin Philine Phillip Pit Quirin Rabea Rafael Raik Raika Raoul Rasmus Ray Rebekka Regula Reimer Reinald Reiner Reinhild Reinhilde Renata Renke Rieke Riko Roberta Robinson Roderich Rolf-Dieter Romana Romina Romuald
Ronja Rosalie Rosel Roselore Rosi Rosina Roswin Rotraud Ruben Rudolph Rune Runa Ruthild Salome Samuel Sandro Sanja Selin Selina Selma Senta Serap Severin Sibel Sibylla Siegrun Sieghard Signe Sigrun Sigurd Silas
Silva Silvana Silvie Simona Sinan Siri Sofie Sönke Soraya Stella Stephane Sten Stina Sunna Susanna Svea Swantje Swenja Sybilla Sylwia Tabea Talea Tamina Tania Tassilo Tatjana Telse Tessa Thaddäus Theda Thekla
Theodora Thies Thilde Thore Thorben Thoralf Tiark Tilda Till Tillmann Timm Timothy Tine Tina Tino Tjark Tobias Tomas Toni Tonja Tore Trude Türkan Tyra Udo Ulf-Dietrich Ulla Ulli Undine Ursel Ursina Urte Vadim Valentina
Vasco Veronica Verona Vesna Vicky Victor Victoria Viktoria Vincent Vinzent Viviana Volkhart Volkert Wally Walburga Waldtraut Walpurga Walt Wanja Wendel Wendelin Wenke Wenzel Werner Wibke Wido Wieland Wiete Wigand Wilfriede
Wilhelmine Willem Wilma Wim Winrich Wiltrud Winfriede Witta Wolfdietrich Wolfhart Wolfram Wolfried Xenia Yannic Yara Ylva York Yvette Zacharias Zoe Zita
"""
_ABROAD = """
Abdullah Agnieszka Ahmed Ahmet Aleksander Aleksandra Alessandro Alicja Andrew Andrzej Antoine Antonio Ashley Ayse Ayşe Barbora Bartosz
Beata Bogdan Bogusław Boguslaw Carlos Catherine Charles Chiara Claire Cornelis Czesław Dariusz David Dimitri Dorota Edward Elżbieta Emma
Enzo Ewa Fatih Fatma Filip François Francesco Francois Frédéric Gerard Gilles Giovanni Giuseppe Grzegorz Gustave Halina Hans-Jakob
Hassan Hélène Henri Henryk Hendrikus Hüseyin Ibrahim Igor Ivan Jacek Jacob Jacques James Jan Janusz Jaroslav Jarosław Javier Jean Jerzy Jiří Joan
Joanna Johan John José Józef Juan Karol Katarzyna Kemal Krzysztof Laurent Leszek Louis Luc Luigi Maciej Małgorzata Malgorzata Marcin Marek
Maria Mariusz Marko Mary Mateusz Mehmet Michal Michał Mikhail Milan Mohamed Mohammed Monique Murat Mustafa Nathalie Nicolas Nikola Olena Ömer
Paolo Patricia Pavel Paweł Pawel Pedro Petr Philippe Pietro Piotr Radosław Raymond Robert Roberto Ryszard Sergej Sergio Sławomir Stanisław
Stanislaw Stephen Steven Susan Sylvie Tadeusz Tomáš Tomasz Viktor Vladimir Volodymyr Waldemar Wanda Wiesław William Wim Witold Władysław
Wojciech Yves Zbigniew Zdzisław Zofia
"""

FIRST_NAMES: frozenset[str] = frozenset(f"{_MALE} {_FEMALE} {_MORE} {_ABROAD}".split())
"""First names that are common in Germany; a hyphenated one counts if its first part does."""

PARTICLES = frozenset(
    [
        "von", "vom", "van", "zu", "zum", "zur", "de", "der", "den", "dem", "del", "della", "di", "da", "du",
        "le", "la", "ten", "ter",
    ]
)  # fmt: skip
"""Small words inside a family name."""

_DEGREE = (
    r"(?:Prof(?:\.|essor(?:in|s)?\b)|PD\b|Priv\.-Doz\.|Dr\.(?:-Ing\.)?|Doktor\b|Dipl\.-[A-ZÄÖÜ][\w-]*\.?(?:\s?\([A-Z]{2,3}\))?"
    r"|(?:e\.|h\.)\s?[ch]\.(?:\s?mult\.)?|habil\.|med\.|jur\.|phil\.|rer\.\s?(?:nat|pol|oec)\.|Ing\.|theol\.|mult\.|Mag\.)"
)
TITLES = re.compile(rf"(?:{_DEGREE}\s*){{1,6}}")
"""One or more academic titles, such as "Prof. Dr. h.c."."""

CAPITALISED_NAME = (
    r"(?:[A-ZÄÖÜÉÓŁŠŽÇ][’']?)?[A-ZÄÖÜÉÓŁŠŽÇ][a-zäöüßéèêáàóôçłšžğıń]+"
    r"(?:-(?:[A-ZÄÖÜÉÓŁŠŽÇ][a-zäöüßéèêáàóôçłšžğıń]+))*"
)
"""One part of a name as a pattern: "Meyer", "Meyer-Lüdenscheid", "O'Neill", "McArthur" without its inner capital."""


def is_first_name(word: str) -> bool:
    """Whether `word` is a first name, alone or as the first part of a double one."""
    return word in FIRST_NAMES or (word.count("-") == 1 and word.split("-", 1)[0] in FIRST_NAMES)
